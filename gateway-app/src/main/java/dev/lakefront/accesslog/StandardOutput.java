package dev.lakefront.accesslog;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** The process's standard output as a stream that says when it fails, and that nobody closes. */
final class StandardOutput extends OutputStream {

    @Override
    public void write(int value) {
        System.out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        System.out.write(bytes, offset, length);
    }

    /** A print stream keeps its failures to itself until it is asked. */
    @Override
    public void flush() throws IOException {
        PrintStream out = System.out;
        if (out.checkError()) {
            throw new IOException("standard output does not take what is written");
        }
    }
}
