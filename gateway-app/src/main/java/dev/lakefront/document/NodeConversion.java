package dev.lakefront.document;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns YAML nodes into JSON nodes and notes where each one stood. Refuses what JSON cannot say, and bombs. */
final class NodeConversion {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NODES = 200_000;
    private static final Set<Tag> KNOWN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Carries one finding out of the recursion. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Position position;
        private final String code;

        Refused(Position position, String code, String message) {
            super(message, null, false, false);
            this.position = position;
            this.code = code;
        }

        Finding finding(List<String> lines) {
            int line = position.line();
            String source = line <= lines.size() ? lines.get(line - 1) : null;
            return new Finding(Severity.ERROR, code, String.valueOf(getMessage()), position, source, 1);
        }
    }

    private final String file;
    private final Map<String, Document.Marks> marks;
    private int nodes;

    NodeConversion(String file, Map<String, Document.Marks> marks) {
        this.file = file;
        this.marks = marks;
    }

    JsonNode convert(Node root) {
        marks.put("", marksOf(root, root));
        return convert(root, "", 0);
    }

    private JsonNode convert(Node node, String pointer, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Refused(position(node), "LF1004", "nested deeper than " + MAX_DEPTH + " levels");
        }
        if (++nodes > MAX_NODES) {
            throw new Refused(position(node), "LF1005", "more than " + MAX_NODES + " values once aliases are expanded");
        }
        if (!KNOWN.contains(node.getTag())) {
            throw new Refused(position(node), "LF1006", "tag '" + node.getTag() + "' is not allowed; remove it");
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, pointer, depth);
            case SequenceNode sequence -> array(sequence, pointer, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new Refused(position(node), "LF1003", "not YAML: unexpected node");
        };
    }

    private ObjectNode object(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            Node keyNode = entry.getKeyNode();
            if (!(keyNode instanceof ScalarNode scalarKey)) {
                throw new Refused(position(keyNode), "LF1007", "a key must be plain text");
            }
            String key = scalarKey.getValue();
            String where = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            Document.Marks first = marks.put(where, marksOf(keyNode, entry.getValueNode()));
            if (object.has(key) && first != null) {
                throw new Refused(
                        position(keyNode), "LF1008", "key '" + key + "' stands here twice; first at " + first.key());
            }
            object.set(key, convert(entry.getValueNode(), where, depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String pointer, int depth) {
        ArrayNode array = JSON.arrayNode();
        int index = 0;
        for (Node item : sequence.getValue()) {
            String where = pointer + "/" + index++;
            marks.put(where, marksOf(item, item));
            array.add(convert(item, where, depth + 1));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text.equalsIgnoreCase("true"));
        }
        try {
            if (tag.equals(Tag.INT)) {
                return integer(text);
            }
            if (tag.equals(Tag.FLOAT)) {
                return JSON.numberNode(Double.parseDouble(text));
            }
        } catch (NumberFormatException special) {
            // .inf, .nan and the like: JSON has no such number, so the schema will see text.
            return JSON.stringNode(text);
        }
        return JSON.stringNode(text);
    }

    private static JsonNode integer(String text) {
        BigInteger value;
        if (text.startsWith("0x")) {
            value = new BigInteger(text.substring(2), 16);
        } else if (text.startsWith("0o")) {
            value = new BigInteger(text.substring(2), 8);
        } else {
            value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
        }
        if (value.bitLength() < 32) {
            return JSON.numberNode(value.intValueExact());
        }
        return value.bitLength() < 64 ? JSON.numberNode(value.longValueExact()) : JSON.numberNode(value);
    }

    private Document.Marks marksOf(Node key, Node value) {
        return new Document.Marks(position(key), length(key), position(value), length(value));
    }

    private Position position(Node node) {
        return node.getStartMark()
                .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Position(file, 1, 1));
    }

    /** How wide the caret is: the rest of the scalar on its first line, or one character for a collection. */
    private static int length(Node node) {
        if (!(node instanceof ScalarNode) || node.getEndMark().isEmpty()) {
            return 1;
        }
        Mark start = node.getStartMark().orElseThrow();
        Mark end = node.getEndMark().orElseThrow();
        return start.getLine() == end.getLine() ? Math.max(1, end.getColumn() - start.getColumn()) : 1;
    }
}
