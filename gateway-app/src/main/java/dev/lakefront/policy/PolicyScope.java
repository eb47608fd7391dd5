package dev.lakefront.policy;

/** What a policy document holds for. */
public sealed interface PolicyScope {

    /** The path of its file below the policies' folder, without the ending: {@code products/internal}. */
    String path();

    /** Every call. */
    record Global() implements PolicyScope {

        @Override
        public String path() {
            return "global";
        }
    }

    /** Calls made under a product. */
    record Product(String id) implements PolicyScope {

        @Override
        public String path() {
            return "products/" + id;
        }
    }

    /** Calls to an API. */
    record Api(String id) implements PolicyScope {

        @Override
        public String path() {
            return "apis/" + id;
        }
    }
}
