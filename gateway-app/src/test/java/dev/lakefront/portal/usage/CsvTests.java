package dev.lakefront.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", "\uff1d1", "\uff201"})
    void makesATextOfWhatASpreadsheetWouldCalculate(String cell) {
        assertThat(new Csv().row(cell)).hasToString("'" + cell + "\r\n");
    }

    @Test
    void makesATextOfACellThatBeginsWithAReturn() {
        assertThat(new Csv().row("\r=1")).hasToString("\"'\r=1\"\r\n");
        assertThat(new Csv().row("\n=1")).hasToString("\"'\n=1\"\r\n");
    }

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(new Csv().row("a,b", "say \"hi\"", "two\nlines", "plain", 7))
                .hasToString("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",plain,7\r\n");
        assertThat(new Csv().row("=HYPERLINK(\"http://x\",\"y\")"))
                .hasToString("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
    }
}
