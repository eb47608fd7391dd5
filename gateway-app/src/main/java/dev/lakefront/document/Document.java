package dev.lakefront.document;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One configuration file: its content, and where each key and value of it stands.
 *
 * <p>Places are named by JSON pointer; {@code ""} is the whole document.
 */
public final class Document {

    /** Where a key and its value stand; for a list item or the root, the key is the value. */
    record Marks(Position key, int keyLength, Position value, int valueLength) {}

    private final String file;
    private final JsonNode content;
    private final Map<String, Marks> marks;
    private final List<String> lines;

    Document(String file, JsonNode content, Map<String, Marks> marks, List<String> lines) {
        this.file = file;
        this.content = content;
        this.marks = marks;
        this.lines = lines;
    }

    /** The path of the file as it is shown to people, with forward slashes. */
    public String file() {
        return file;
    }

    public JsonNode content() {
        return content;
    }

    /** Where the value at this pointer stands; where it is absent, its nearest parent. */
    public Position position(String pointer) {
        return marks(pointer).value();
    }

    /** Where the key of the value at this pointer stands; where it is absent, its nearest parent. */
    public Position keyPosition(String pointer) {
        return marks(pointer).key();
    }

    /** Reports an error at the value of this pointer. */
    public void error(Report report, String pointer, String code, String message) {
        Marks at = marks(pointer);
        report.add(finding(Severity.ERROR, code, message, at.value(), at.valueLength()));
    }

    /** Reports an error at the key of this pointer. */
    public void keyError(Report report, String pointer, String code, String message) {
        Marks at = marks(pointer);
        report.add(finding(Severity.ERROR, code, message, at.key(), at.keyLength()));
    }

    /** Reports a warning at the value of this pointer. */
    public void warning(Report report, String pointer, String code, String message) {
        Marks at = marks(pointer);
        report.add(finding(Severity.WARNING, code, message, at.value(), at.valueLength()));
    }

    /** The part of this document below a pointer, as a document with the same places. */
    public Document at(String pointer) {
        Map<String, Marks> below = new java.util.HashMap<>();
        marks.forEach((where, mark) -> {
            if (where.equals(pointer) || where.startsWith(pointer + "/")) {
                below.put(where.substring(pointer.length()), mark);
            }
        });
        return new Document(file, content.at(JsonPointer.compile(pointer)), below, lines);
    }

    /** This document with other content at the same places, for example with its references resolved. */
    public Document with(JsonNode other) {
        return new Document(file, other, marks, lines);
    }

    private Marks marks(String pointer) {
        String where = pointer;
        while (true) {
            Marks found = marks.get(where);
            if (found != null) {
                return found;
            }
            int slash = where.lastIndexOf('/');
            if (slash < 0) {
                Position start = new Position(file, 1, 1);
                return new Marks(start, 1, start, 1);
            }
            where = where.substring(0, slash);
        }
    }

    private Finding finding(Severity severity, String code, String message, Position position, int length) {
        int line = position.line();
        String source = line >= 1 && line <= lines.size() ? lines.get(line - 1) : null;
        return new Finding(severity, code, message, position, source, length);
    }
}
