package dev.lakefront.accesslog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of JSON that are written again and again into one array: a line leaves no garbage behind. */
final class JsonBuffer {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final long NANOS_IN_MICRO = 1000;

    private byte[] bytes = new byte[64 * 1024];
    private int length;

    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    void clear() {
        length = 0;
    }

    /** A field's name as it stands in a line, made once. */
    static byte[] name(String ascii) {
        return (",\"" + ascii + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /** As it is: names and punctuation of our own. */
    void raw(byte[] ascii) {
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    void text(byte[] name, String value) {
        raw(name);
        room(2 + 6 * value.length());
        bytes[length++] = '"';
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        bytes[length++] = '"';
    }

    void number(byte[] name, long value) {
        raw(name);
        digits(value);
    }

    /** With three decimals. */
    void milliseconds(byte[] name, long nanos) {
        long micros = nanos / NANOS_IN_MICRO;
        number(name, micros / 1000);
        room(4);
        bytes[length++] = '.';
        threeDigits(micros % 1000);
    }

    /** From 0 to 999, with leading zeros. */
    void threeDigits(long value) {
        room(3);
        bytes[length++] = (byte) ('0' + value / 100);
        bytes[length++] = (byte) ('0' + value / 10 % 10);
        bytes[length++] = (byte) ('0' + value % 10);
    }

    private void digits(long value) {
        room(20);
        if (value < 0) {
            bytes[length++] = '-';
        }
        int start = length;
        long rest = value;
        do {
            bytes[length++] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        for (int left = start, right = length - 1; left < right; left++, right--) {
            byte kept = bytes[left];
            bytes[left] = bytes[right];
            bytes[right] = kept;
        }
    }

    private void character(char character) {
        if (character == '"' || character == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) character;
        } else if (character >= ' ' && character < 0x7F) {
            bytes[length++] = (byte) character;
        } else {
            bytes[length++] = '\\';
            bytes[length++] = 'u';
            bytes[length++] = HEX[character >>> 12];
            bytes[length++] = HEX[character >>> 8 & 0xF];
            bytes[length++] = HEX[character >>> 4 & 0xF];
            bytes[length++] = HEX[character & 0xF];
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
