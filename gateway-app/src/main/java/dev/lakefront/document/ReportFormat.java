package dev.lakefront.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The ways to show a report. */
public enum ReportFormat {
    /** As compilers do it: {@code file:line:column: error CODE: what}, then the line and a caret. */
    TEXT {
        @Override
        public String finding(Finding finding) {
            Position position = finding.position();
            String place = position == null ? "" : position + ": ";
            String head = place + word(finding) + " " + finding.code() + ": " + finding.message() + "\n";
            return position == null || finding.sourceLine() == null ? head : head + excerpt(finding, position);
        }

        @Override
        public String render(Report report) {
            StringBuilder text = new StringBuilder();
            report.findings().forEach(finding -> text.append(finding(finding)));
            return text.append(summary(report)).append('\n').toString();
        }

        private static String excerpt(Finding finding, Position position) {
            String source = String.valueOf(finding.sourceLine());
            String number = String.format(Locale.ROOT, "%5d", position.line());
            int at = offset(source, position.column() - 1);
            int from = whole(source, Math.max(0, at - WIDEST / 2));
            int to = whole(source, Math.min(source.length(), from + WIDEST));
            // Tabs stay tabs, so that the caret stands below its character in every terminal.
            String indent = source.substring(from, at).replaceAll("[^\t]", " ");
            int length = Math.max(1, Math.min(finding.length(), to - at));
            return number + " | " + source.substring(from, to) + "\n      | " + indent + "^".repeat(length) + "\n";
        }

        /** Not in the middle of a character. */
        private static int whole(String source, int offset) {
            boolean inside = offset < source.length() && Character.isLowSurrogate(source.charAt(offset));
            return inside ? offset + 1 : offset;
        }

        /** Columns count characters, strings count UTF-16 units. */
        private static int offset(String source, int characters) {
            int most = source.codePointCount(0, source.length());
            return source.offsetByCodePoints(0, Math.min(characters, most));
        }
    },
    /** For programs. */
    JSON {
        @Override
        public String finding(Finding finding) {
            return MAPPER.writeValueAsString(node(finding));
        }

        @Override
        public String render(Report report) {
            return MAPPER.writeValueAsString(json(report)) + "\n";
        }
    },
    /** Annotations on a pull request, by workflow commands. */
    GITHUB {
        @Override
        public String finding(Finding finding) {
            Position position = finding.position();
            String place = position == null
                    ? ""
                    : " file=" + property(position.file()) + ",line=" + position.line() + ",col=" + position.column()
                            + ",title=" + finding.code();
            return "::" + word(finding) + place + "::" + data(finding.code() + ": " + finding.message()) + "\n";
        }

        @Override
        public String render(Report report) {
            StringBuilder text = new StringBuilder();
            report.findings().forEach(finding -> text.append(finding(finding)));
            return text.append(summary(report)).append('\n').toString();
        }

        private static String data(String text) {
            return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
        }

        private static String property(String text) {
            return data(text).replace(":", "%3A").replace(",", "%2C");
        }
    };

    /** Of a longer line only the surroundings of the place are shown. */
    private static final int WIDEST = 160;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** One of its findings, ending with a line break. */
    public abstract String finding(Finding finding);

    /** The whole report, ending with a line break. */
    public abstract String render(Report report);

    /** The report as a JSON object, as {@link #JSON} prints it. */
    public static ObjectNode json(Report report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("errors", report.errors());
        root.put("warnings", report.warnings());
        root.put("files", report.files());
        root.putArray("findings")
                .addAll(report.findings().stream().map(ReportFormat::node).toList());
        return root;
    }

    private static String summary(Report report) {
        return plural(report.errors(), "error") + ", " + plural(report.warnings(), "warning") + " in "
                + plural(report.files(), "file");
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String word(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode node(Finding finding) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("severity", word(finding));
        node.put("code", finding.code());
        node.put("message", finding.message());
        @Nullable Position position = finding.position();
        if (position != null) {
            node.put("file", position.file());
            node.put("line", position.line());
            node.put("column", position.column());
        }
        return node;
    }
}
