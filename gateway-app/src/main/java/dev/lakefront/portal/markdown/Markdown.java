package dev.lakefront.portal.markdown;

import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Renders Markdown. HTML in it is shown as text, links lead to web and mail addresses only, and pictures become their
 * words: whoever writes a description decides nothing about the page that shows it. Thread-safe.
 */
public final class Markdown {

    /** Nobody reads more of a description, and it would have to be rendered anew for each page. */
    private static final int LONGEST = 200_000;

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private Markdown() {}

    /** A page of its own: its headings stay as they are, and can be linked to. */
    public static String page(String markdown) {
        return renderer(0).render(PARSER.parse(bounded(markdown)));
    }

    /** A part of a page, below its heading of the second level. */
    public static String part(@Nullable String markdown) {
        return markdown == null || markdown.isBlank() ? "" : renderer(2).render(PARSER.parse(bounded(markdown)));
    }

    /** The first heading's words; the fallback where there is none. */
    public static String title(String markdown, String fallback) {
        StringBuilder title = new StringBuilder();
        PARSER.parse(bounded(markdown)).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                if (title.isEmpty()) {
                    title.append(words(heading));
                }
            }
        });
        return title.isEmpty() ? fallback : title.toString();
    }

    private static HtmlRenderer renderer(int deeper) {
        return HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .escapeHtml(true)
                .sanitizeUrls(true)
                .urlSanitizer(new SafeLinks())
                .attributeProviderFactory(context -> Markdown::attributes)
                .nodeRendererFactory(context -> new QuietNodes(context, deeper))
                .build();
    }

    private static void attributes(Node node, String tag, Map<String, String> attributes) {
        String href = attributes.get("href");
        if (href != null && !href.startsWith("/") && !href.startsWith("#")) {
            attributes.put("rel", "noopener noreferrer nofollow");
        }
        // A title would say what nobody reads, and the alignment of a column is an inline style elsewhere.
        attributes.remove("title");
    }

    /** Without marks, on one line. */
    public static String plain(@Nullable String markdown) {
        return markdown == null ? "" : words(PARSER.parse(bounded(markdown)));
    }

    /** The words of the first paragraph, on one line; empty where there is none. */
    public static String lead(String markdown) {
        for (Node block = PARSER.parse(bounded(markdown)).getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Paragraph) {
                return words(block);
            }
        }
        return "";
    }

    static String words(Node node) {
        StringBuilder words = new StringBuilder();
        node.accept(new Words(words));
        return words.toString().replaceAll("\\s+", " ").strip();
    }

    /** Collects what people read. */
    private static final class Words extends AbstractVisitor {

        private final StringBuilder words;

        Words(StringBuilder words) {
            this.words = words;
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            words.append(html.getLiteral());
        }

        @Override
        public void visit(HtmlBlock html) {
            words.append(html.getLiteral()).append(' ');
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            words.append(' ');
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            words.append(' ');
        }

        @Override
        protected void visitChildren(Node parent) {
            super.visitChildren(parent);
            if (parent instanceof Block) {
                words.append(' ');
            }
        }
    }

    private static String bounded(String markdown) {
        return markdown.length() > LONGEST ? markdown.substring(0, LONGEST) : markdown;
    }
}
