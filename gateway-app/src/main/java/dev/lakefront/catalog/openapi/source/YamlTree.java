package dev.lakefront.catalog.openapi.source;

import dev.lakefront.catalog.DocumentRefused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds a JSON tree from YAML events; counts what it builds. One document, one thread. */
final class YamlTree {

    /** A container still being filled; {@code size} counts the values inside it. */
    private static final class Open {
        private final JsonNode container;
        private final @Nullable String anchor;
        private @Nullable String key;
        private int size = 1;

        private Open(JsonNode container, @Nullable String anchor) {
            this.container = container;
            this.anchor = anchor;
        }
    }

    private record Anchored(JsonNode node, int size) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private JsonNode root = MissingNode.getInstance();
    private int values;
    private int documents;

    JsonNode root() {
        return root;
    }

    void take(Event event) throws DocumentRefused {
        switch (event.getEventId()) {
            case DocumentStart -> {
                if (++documents > 1) {
                    throw at(event, "a second document begins here; import one document at a time");
                }
            }
            case MappingStart -> begin((CollectionStartEvent) event, JsonNodeFactory.instance.objectNode());
            case SequenceStart -> begin((CollectionStartEvent) event, JsonNodeFactory.instance.arrayNode());
            case MappingEnd, SequenceEnd -> end();
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            case Comment, StreamStart, StreamEnd, DocumentEnd -> {}
        }
    }

    private void begin(CollectionStartEvent event, JsonNode container) throws DocumentRefused {
        YamlScalars.requirePlainTag(event.getTag(), event);
        if (keyExpected()) {
            throw at(event, "a mapping or sequence is used as a key; only text can be a key");
        }
        if (open.size() >= DocumentReader.MAX_DEPTH) {
            throw DocumentReader.tooDeep(" at line " + YamlText.line(event.getStartMark()));
        }
        bound(1);
        open.push(new Open(container, anchor(event)));
    }

    private void end() throws DocumentRefused {
        Open done = open.pop();
        if (done.anchor != null) {
            anchors.put(done.anchor, new Anchored(done.container, done.size));
        }
        add(done.container, done.size);
    }

    private void scalar(ScalarEvent event) throws DocumentRefused {
        if (keyExpected()) {
            key(event);
            return;
        }
        JsonNode value = YamlScalars.value(event);
        String anchor = anchor(event);
        if (anchor != null) {
            anchors.put(anchor, new Anchored(value, 1));
        }
        add(value, 1);
    }

    private void key(ScalarEvent event) throws DocumentRefused {
        Open mapping = open.element();
        String key = event.getValue();
        if (key.equals("<<") && event.isPlain()) {
            throw at(event, "the merge key << is YAML 1.1, not 1.2; write the merged keys out");
        }
        if (mapping.container.has(key)) {
            throw at(event, "duplicate key \"" + key + "\"");
        }
        String anchor = anchor(event);
        if (anchor != null) {
            anchors.put(anchor, new Anchored(YamlScalars.value(event), 1));
        }
        mapping.key = key;
    }

    private void alias(AliasEvent event) throws DocumentRefused {
        Anchored target = anchors.get(event.getAlias().getValue());
        if (target == null) {
            throw at(event, "alias *" + event.getAlias().getValue() + " refers to nothing before it, or to itself");
        }
        if (keyExpected()) {
            throw at(event, "an alias is used as a key; write the key out");
        }
        bound(target.size);
        add(target.node.deepCopy(), target.size);
    }

    private void add(JsonNode value, int size) throws DocumentRefused {
        Open parent = open.peek();
        if (parent == null) {
            root = value;
            return;
        }
        if (value.isValueNode()) {
            bound(1);
        }
        parent.size += size;
        if (parent.container instanceof ArrayNode array) {
            array.add(value);
        } else if (parent.container instanceof ObjectNode object && parent.key != null) {
            object.set(parent.key, value);
            parent.key = null;
        }
    }

    private void bound(int more) throws DocumentRefused {
        values += more;
        if (values > DocumentReader.MAX_VALUES) {
            throw DocumentReader.tooManyValues();
        }
    }

    private boolean keyExpected() {
        Open parent = open.peek();
        return parent != null && parent.container.isObject() && parent.key == null;
    }

    private static @Nullable String anchor(NodeEvent event) {
        return event.getAnchor().map(anchor -> anchor.getValue()).orElse(null);
    }

    private static DocumentRefused at(Event event, String problem) {
        return DocumentReader.syntax(
                "YAML 1.2", YamlText.line(event.getStartMark()), YamlText.column(event.getStartMark()), problem);
    }
}
