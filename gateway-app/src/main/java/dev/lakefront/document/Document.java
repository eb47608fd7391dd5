package dev.lakefront.document;

import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One configuration file: its content, and where each key and value of it stands.
 *
 * <p>Places are named by JSON pointer; {@code ""} is the whole document. They are worked out from the text when somebody
 * first asks: of ten thousand files that are right, nobody ever does, and the places take more room than the content.
 */
public final class Document {

    /** Where a key and its value stand; for a list item or the root, the key is the value. */
    record Marks(Position key, int keyLength, Position value, int valueLength) {}

    private final DocumentText text;
    private final JsonNode content;
    private final String root;

    /** @param root where the content stands in the text, as a JSON pointer */
    Document(DocumentText text, JsonNode content, String root) {
        this.text = text;
        this.content = content;
        this.root = root;
    }

    /** The path of the file as it is shown to people, with forward slashes. */
    public String file() {
        return text.file();
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
        return new Document(text, content.at(JsonPointer.compile(pointer)), root + pointer);
    }

    /** This document with other content at the same places, for example with its references resolved. */
    public Document with(JsonNode other) {
        return new Document(text, other, root);
    }

    private Marks marks(String pointer) {
        Map<String, Marks> marks = text.marks();
        String where = root + pointer;
        while (where.length() >= root.length()) {
            Marks found = marks.get(where);
            if (found != null) {
                return found;
            }
            int slash = where.lastIndexOf('/');
            if (slash < 0) {
                break;
            }
            where = where.substring(0, slash);
        }
        Position start = new Position(text.file(), 1, 1);
        return new Marks(start, 1, start, 1);
    }

    private Finding finding(Severity severity, String code, String message, Position position, int length) {
        return new Finding(severity, code, message, position, text.line(position.line()), length);
    }
}
