package dev.lakefront.subscription;

import java.util.Optional;

/** Port to one file on this replica's disk that is written whole or not at all, and read only when it is undamaged. Blocks. */
public interface IndexFile {

    /** A content that cannot be written is logged and fails nobody. */
    void write(byte[] content);

    /** Empty when there is none to trust. */
    Optional<byte[]> read();
}
