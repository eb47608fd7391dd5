package dev.lakefront.subscription;

/** What a subscription covers. */
public sealed interface Scope {

    /** Every API of a product, now and later. */
    record Product(String id) implements Scope {}

    /** One API, whatever products it is in. */
    record Api(String id) implements Scope {}

    /** Every API. */
    record All() implements Scope {}
}
