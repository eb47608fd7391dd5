package dev.lakefront.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 (and so JSON) with the place of every key and value, bounded in size, depth and alias expansion.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/">YAML 1.2.2</a>, core schema
 */
public final class DocumentReader {

    /** The largest file that is read. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Reads one file; what is wrong with its syntax goes to the report, and then there is no document. */
    public Optional<Document> read(String file, byte[] bytes, Report report) {
        report.read(file);
        if (bytes.length > MAX_BYTES) {
            report.add(plain(file, "LF1001", "file is larger than 4 MiB; split it"));
            return Optional.empty();
        }
        String text = decode(bytes);
        if (text == null) {
            report.add(plain(file, "LF1002", "file is not UTF-8; save it as UTF-8"));
            return Optional.empty();
        }
        try {
            return Optional.of(new DocumentText(file, text).read());
        } catch (MarkedYamlEngineException invalid) {
            report.add(syntax(file, text.lines().toList(), invalid));
        } catch (YamlEngineException invalid) {
            report.add(plain(file, "LF1003", "not YAML: " + invalid.getMessage()));
        } catch (NodeConversion.Refused refused) {
            report.add(refused.finding(text.lines().toList()));
        }
        return Optional.empty();
    }

    private static @Nullable String decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static Finding syntax(String file, List<String> lines, MarkedYamlEngineException invalid) {
        Optional<Mark> mark = invalid.getProblemMark();
        int line = mark.map(at -> at.getLine() + 1).orElse(1);
        int column = mark.map(at -> at.getColumn() + 1).orElse(1);
        String source = line <= lines.size() ? lines.get(line - 1) : null;
        String problem = invalid.getProblem() == null ? "unreadable" : invalid.getProblem();
        return new Finding(
                Severity.ERROR, "LF1003", "not YAML: " + problem, new Position(file, line, column), source, 1);
    }

    private static Finding plain(String file, String code, String message) {
        return new Finding(Severity.ERROR, code, message, new Position(file, 1, 1), null, 1);
    }
}
