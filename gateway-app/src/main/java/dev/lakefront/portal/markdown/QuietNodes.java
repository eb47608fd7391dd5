package dev.lakefront.portal.markdown;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Keeps headings within the page's order, and shows the words of a picture in its place. */
final class QuietNodes implements NodeRenderer {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final int deeper;

    /** @param deeper how many levels headings are put below what they are */
    QuietNodes(HtmlNodeRendererContext context, int deeper) {
        this.context = context;
        this.html = context.getWriter();
        this.deeper = deeper;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Heading.class, Image.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Heading heading) {
            String tag = "h" + Math.min(6, heading.getLevel() + deeper);
            html.line();
            html.tag(tag, deeper == 0 ? Map.of("id", anchor(heading)) : Map.of());
            children(node);
            html.tag('/' + tag);
            html.line();
        } else {
            html.text(Markdown.words(node));
        }
    }

    private static String anchor(Heading heading) {
        return Markdown.words(heading)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    }

    private void children(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }
}
