package dev.lakefront.catalog.openapi;

import org.junit.jupiter.api.Test;
import java.nio.file.*;
import tools.jackson.databind.node.ObjectNode;

class ScratchTests {
    @Test
    void prints() throws Exception {
        StringBuilder out = new StringBuilder();
        for (Path p : Documents.specs()) {
            ObjectNode d = Documents.file(p);
            if (!d.has("paths") || d.get("paths").isEmpty()) continue;
            long t = System.nanoTime();
            Changes c = new Changes();
            new RequestExamples().apply(d, c);
            out.append("## ").append(p.getFileName()).append(" ").append(d.path("openapi")).append(" ms=").append((System.nanoTime() - t) / 1000000).append("\n");
            c.toList().forEach(ch -> { out.append(ch.pointer()).append("\n   - ").append(ch.before()).append("\n   + ").append(ch.after()).append("\n"); });
            ObjectNode copy = CheckableDocument.of(d);
            DocumentWalk.walk(d, (k, o) -> { if (k == DocumentWalk.Kind.REQUEST_BODY && !o.has("$ref")) o.path("content").properties().forEach(e -> { if (!e.getValue().has("examples")) out.append("NONE ").append(e.getKey()).append(" ").append(e.getValue().toString(), 0, Math.min(300, e.getValue().toString().length())).append("\n"); }); });
        }
        Files.writeString(Path.of("/tmp/wt-openapi-out-scratch.txt"), out);
    }
}
