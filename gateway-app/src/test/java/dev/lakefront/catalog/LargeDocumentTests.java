package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A document as large as the largest known ones imports with memory in proportion to its size. */
class LargeDocumentTests {

    private static final int OPERATIONS = 1500;

    @Test
    void importsAMegabytesDocumentInBoundedMemory() throws DocumentRefused {
        byte[] document = document();
        assertThat(document.length).isGreaterThan(3_400_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());

        ImportedDocument imported = new DocumentImporter().read(document, Hints.none());

        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before;
        assertThat(imported.operations()).hasSize(OPERATIONS);
        assertThat(imported.changes()).hasSizeGreaterThan(OPERATIONS);
        assertThat(allocated)
                .as("bytes allocated, most of them for a moment only")
                .isLessThan(150L * document.length);
    }

    private static byte[] document() {
        StringBuilder json =
                new StringBuilder("{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":{");
        for (int i = 0; i < OPERATIONS; i++) {
            json.append("""
                %s"/models/m%d/{id}":{"post":{"description":"%s","requestBody":{"content":{"application/json":{"schema":
                {"$ref":"#/components/schemas/S%d"}}}},"responses":{"200":{"description":"ok"}}}}
                """.formatted(i == 0 ? "" : ",", i, "d".repeat(1000), i));
        }
        json.append("},\"components\":{\"schemas\":{");
        for (int i = 0; i < OPERATIONS; i++) {
            json.append("%s\"S%d\":{\"type\":\"object\",\"properties\":{".formatted(i == 0 ? "" : ",", i));
            for (int p = 0; p < 12; p++) {
                json.append("%s\"property_%d\":{\"type\":\"string\",\"nullable\":true,\"description\":\"%s\"}"
                        .formatted(p == 0 ? "" : ",", p, "x".repeat(20)));
            }
            json.append(",\"next\":{\"$ref\":\"#/components/schemas/S%d\"}}}".formatted((i + 1) % OPERATIONS));
        }
        return json.append("}}}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
