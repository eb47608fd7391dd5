package dev.lakefront.proxy;

import io.netty.util.AsciiString;

/**
 * Names of headers, looked up without regard to case and without making a new text for it: every header of every call is
 * asked for. Immutable.
 */
final class HeaderNameSet {

    private final CharSequence[] table;

    private HeaderNameSet(CharSequence[] table) {
        this.table = table;
    }

    static HeaderNameSet of(String... names) {
        CharSequence[] table = new CharSequence[Integer.highestOneBit(names.length * 4) * 2];
        for (String name : names) {
            int slot = AsciiString.hashCode(name) & table.length - 1;
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = name;
        }
        return new HeaderNameSet(table);
    }

    boolean contains(CharSequence name) {
        int slot = AsciiString.hashCode(name) & table.length - 1;
        while (table[slot] != null) {
            if (AsciiString.contentEqualsIgnoreCase(table[slot], name)) {
                return true;
            }
            slot = slot + 1 & table.length - 1;
        }
        return false;
    }
}
