package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rows are found in answers, wherever they are torn apart. */
class RowScannerTests {

    private static long rows(byte[] bytes, int tear) {
        RowScanner scanner = new RowScanner();
        scanner.scan(Unpooled.wrappedBuffer(bytes, 0, tear));
        scanner.scan(Unpooled.wrappedBuffer(bytes, tear, bytes.length - tear));
        return scanner.rows();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"predictions\":[0,1,1,1,0]} | 5",
                "{ \"predictions\" : [ ] } | 0",
                "{\"predictions\":[7]} | 1",
                "{\"predictions\":[[1,2],[3,4],[5,6]]} | 3",
                "{\"predictions\":[{\"a\":[1,2,3],\"b\":\"x,y\"},{}]} | 2",
                "{\"predictions\":[\"a,b\",\"c]\",\"\\\",\",null]} | 4",
                "{\"outputs\":[{\"user_id\":1},{\"user_id\":2}]} | 2",
                "{\"id\":[1,2,3],\"meta\":{\"predictions\":[1]},\"predictions\":[1,2]} | 2",
                "{\"predictions\":[1,2],\"later\":[1,2,3]} | 2",
                "{\"predictions\":{\"label\":[\"a\",\"b\",\"c\"],\"score\":[[0.1],[0.2]]}} | 3",
                "[0.1,0.2] | 2",
                "[[1],[2],[3]] | 3",
                "{\"predictions\":0.5} | -1",
                "{\"predictions\":\"text\",\"other\":[1,2]} | -1",
                "{\"predictions\":{\"label\":\"a\"}} | -1",
                "{\"predictions\":null} | -1",
                "{\"text\":\"predictions\",\"other\":[1,2]} | -1",
                "{\"text\":\"\\\"predictions\\\":[1,2]\"} | -1",
                "{\"data\":{\"predictions\":[1,2]}} | -1",
                "{\"\\u0070redictions\":[1,2]} | -1",
                "{\"xpredictions\":[1,2]} | -1",
                "{\"predictions\":[1,2 | -1",
                "\"[1,2]\" | -1",
                "]}]}{{ | -1",
                "no JSON at all | -1",
            })
    void countsRowsWhereverTheAnswerIsTorn(String text, long rows) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int tear = 0; tear <= bytes.length; tear++) {
            assertThat(rows(bytes, tear)).as("torn at %d", tear).isEqualTo(rows);
        }
        RowScanner scanner = new RowScanner();
        for (byte each : bytes) {
            ByteBuf piece = Unpooled.wrappedBuffer(new byte[] {each});
            scanner.scan(piece);
            // It goes on to the caller as it came.
            assertThat(piece.readableBytes()).isEqualTo(1);
        }
        assertThat(scanner.rows()).as("byte by byte").isEqualTo(rows);
    }

    @Test
    void knowsNothingOfAnAnswerThatIsLongerThanItLooks() {
        byte[] bytes = ("{\"predictions\":[" + "1,".repeat(AnswerScanner.LARGEST / 2) + "1]}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(rows(bytes, 100)).isEqualTo(-1);
    }

    @Test
    void makesNoGarbageHoweverLongTheAnswer() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuf piece = Unpooled.copiedBuffer("[1,2,{\"a\":\"b\"}],", StandardCharsets.UTF_8);
        RowScanner scanner = new RowScanner();
        scanner.scan(Unpooled.copiedBuffer("{\"predictions\":[", StandardCharsets.UTF_8));
        for (int i = 0; i < 20_000; i++) {
            scanner.scan(piece);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            scanner.scan(piece);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }
}
