package dev.lakefront.publication;

/** One more line of what the gateway prints when it has started. */
public interface BannerLine {

    /** At most ten characters. */
    String label();

    /** @param url where somebody on this machine reaches the gateway; no slash at its end */
    String text(String url);
}
