package dev.lakefront.backend;

/**
 * The header that signs in one call.
 *
 * @param value what goes on the wire: never log it
 */
public record AttachedCredential(String headerName, String value) {

    /** Fails with {@link CredentialUnavailable} when the value can't be sent in a header (RFC 9110, section 5.5). */
    public AttachedCredential {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character < 0x20 && character != '\t' || character > 0x7e) {
                throw new CredentialUnavailable("the secret for header '" + headerName
                        + "' holds a line break or another character that no header can carry; correct it"
                        + " where it is stored");
            }
        }
    }

    @Override
    public String toString() {
        return headerName + ": ****";
    }
}
