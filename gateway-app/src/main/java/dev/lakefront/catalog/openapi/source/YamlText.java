package dev.lakefront.catalog.openapi.source;

import dev.lakefront.catalog.DocumentRefused;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.LoadSettingsBuilder;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;

/**
 * Reads YAML 1.2 (core schema) event by event, so that depth, size and alias expansion are bounded before anything is
 * built, and the stack never grows with the document.
 */
final class YamlText {

    private YamlText() {}

    private static LoadSettings settings(String text) {
        LoadSettingsBuilder settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(DocumentReader.MAX_BYTES)
                .setLabel("the document");
        if (text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))) {
            // All at once: the engine fails on a character of two UTF-16 units that straddles two buffers.
            settings.setBufferSize(text.length() + 2);
        }
        return settings.build();
    }

    static JsonNode read(String text) throws DocumentRefused {
        YamlTree tree = new YamlTree();
        try {
            for (Event event : new Parse(settings(text)).parseString(text)) {
                tree.take(event);
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> at = e.getProblemMark().or(e::getContextMark);
            throw DocumentReader.syntax(
                    "YAML 1.2",
                    line(at),
                    column(at),
                    Optional.ofNullable(e.getProblem()).orElse("unreadable"));
        } catch (YamlEngineException e) {
            String problem = Optional.ofNullable(e.getMessage()).orElse("unreadable");
            throw new DocumentRefused(
                    "syntax", "not YAML 1.2: " + problem.lines().findFirst().orElse(problem));
        }
        return tree.root();
    }

    static long line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1L).orElse(1L);
    }

    static long column(Optional<Mark> mark) {
        return mark.map(m -> m.getColumn() + 1L).orElse(1L);
    }
}
