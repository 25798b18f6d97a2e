package fathom.experiments.profile.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();

    private Samples read(String text, String label, String task) throws IOException {
        return read(text, TableOptions.of(label, task));
    }

    private Samples read(String text, TableOptions options) throws IOException {
        Path path = folder.resolve("data.csv");
        Files.writeString(path, text);
        notices.clear();
        return CsvTable.read(path, options, notices::add);
    }

    private String refusal(String text, TableOptions options) {
        return assertThrows(UserError.class, () -> read(text, options)).getMessage();
    }

    private static TableOptions header(String header) {
        return new TableOptions("", "", header, List.of());
    }

    private static TableOptions ignoring(String label, String... columns) {
        return new TableOptions(label, "", "", List.of(columns));
    }

    @Test
    void numbersThenTheLabel() throws IOException {
        Samples samples =
                read("1,2,0\n-3.5,4e1,1\n.5,6.,0\n7,8,1\n9,10,0\n1,1,1\n1,2,0\n2,2,1\n3,3,1\n4,4,0\n", "", "");
        assertEquals(10, samples.size());
        assertEquals(2, samples.inputs().columns());
        assertEquals(List.of("0", "1"), samples.classes());
        assertEquals(-3.5, samples.inputs().get(1, 0));
        assertEquals(40, samples.inputs().get(1, 1));
        assertEquals(1, samples.answers().get(1, 0));
        assertTrue(notices.getFirst().contains("has no header"), notices.toString());
        assertTrue(notices.getLast().contains("2 classes (0, 1), since they are 2 different whole numbers"));
    }

    @Test
    void headerQuotesSpacesAndAColumnByName() throws IOException {
        String text = "\ufeff\"kind, or so\", a ,b\r\n\"x, y\",1,2\r\nz, 3 ,4\r\n\"x, y\",5,6\r\n";
        Samples samples = read(text, "kind, or so", "");
        assertEquals(List.of("x, y", "z"), samples.classes());
        assertEquals(0, samples.answers().get(2, 0));
        assertEquals(3, samples.inputs().get(1, 0));
        assertEquals(4, samples.inputs().get(1, 1));
        assertTrue(notices.getFirst().contains("is its header"), notices.toString());
        assertArrayEquals(samples.inputs().array(), read(text, "1", "").inputs().array());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {";", "\\t"})
    void otherDelimiters(String delimiter) throws IOException {
        String d = delimiter.replace("\\t", "\t");
        Samples samples = read("a" + d + "y\n1" + d + "2.5\n2" + d + "3.5\n", "", "");
        assertEquals(2, samples.size());
        assertEquals(List.of(), samples.classes());
        assertEquals(3.5, samples.answers().get(1, 0));
    }

    @Test
    void theTaskIsTheUsersWhereGiven() throws IOException {
        String text = "1,0\n2,1\n3,0\n4,1\n5,0\n6,1\n7,0\n8,1\n9,0\n10,1\n";
        assertEquals(2, read(text, "", "").classes().size());
        assertEquals(0, read(text, "", "regression").classes().size());
        String real = "1,0.5\n2,1.5\n3,0.5\n";
        assertEquals(0, read(real, "", "").classes().size());
        assertEquals(List.of("0.5", "1.5"), read(real, "", "classification").classes());
    }

    @Test
    void manyWholeNumbersAreRegressed() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append(i).append(',').append(i).append('\n');
        }
        assertEquals(List.of(), read(text.toString(), "", "").classes());
        assertTrue(notices.getLast().contains("too many for classes"), notices.toString());
        assertEquals("29", read(text.toString(), "", "classification").classes().getLast());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,2/3,/5,6            |       | data.csv, line 2, column 2 is missing ("")
            a,b/1,2/3,NaN         |       | data.csv, line 3, column 2 (b) is missing ("NaN")
            a,b/1,2/,4            |       | data.csv, line 3, column 1 (a) is missing
            1,2/3,?               |       | data.csv, line 2, column 2 is missing ("?")
            1,2/red,4/3,5         |       | data.csv, line 2, column 1 is "red", expected a finite number
            1,2/1e999,4           |       | data.csv, line 2, column 1 is "1e999", expected a finite number
            1,2/0x10,4            |       | "0x10", expected a finite number
            1,2/3                 |       | data.csv, line 2 has 1 cells and line 1 has 2
            1/2/3                 |       | data.csv has one column
            1,7/2,7               |       | holds the one label 7 only
            a,b/1,2/3,4           | c     | --label c is no column of
            1,2/3,4               | b     | has no header, expected the column's number
            1,2/3,4               | 3     | --label 3 is no column of
            1,2/3,4               | 0     | --label 0 is no column of
            """)
    void whatCannotBeLearnedFromIsRefusedInOneSentence(String text, String label, String sentence) {
        UserError refused = assertThrows(
                UserError.class, () -> read(text.replace('/', '\n') + "\n", label == null ? "" : label, ""));
        assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
    }

    @Test
    void otherRefusals() throws IOException {
        assertTrue(assertThrows(UserError.class, () -> read("", "", ""))
                .getMessage()
                .contains("is empty"));
        assertTrue(assertThrows(UserError.class, () -> read("1,x\n2,y\n", "", "regression"))
                .getMessage()
                .contains("\"x\", which --task regression cannot read"));
        assertTrue(assertThrows(UserError.class, () -> read("1,0\n2,1\n", "", "regresion"))
                .getMessage()
                .contains("did you mean regression"));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            many.append(i).append(",n").append(i).append('\n');
        }
        assertTrue(assertThrows(UserError.class, () -> read(many.toString(), "", ""))
                .getMessage()
                .contains("120 different labels, expected at most 100 classes"));
        Path binary = folder.resolve("binary.csv");
        Files.write(binary, "1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(UserError.class, () -> CsvTable.read(binary, TableOptions.of("", ""), notices::add))
                .getMessage()
                .contains("UTF-8"));
    }

    @Test
    void numbersAreComparedAsNumbers() throws IOException {
        Samples samples = read("a,y\n1,1\n2,1.0\n3,0.00\n4,-0\n5,+1\n6,1e0\n", "", "classification");
        assertEquals(List.of("0", "1"), samples.classes());
        assertArrayEquals(new double[] {1, 1, 0, 0, 1, 1}, samples.answers().array());
        assertEquals(
                List.of("-1", "1"),
                read("1,-1\n2,+1\n3,1\n4,-1.0\n", "", "classification").classes());
        for (String constant : List.of("1,1\n2,1.0\n3,+1\n", "1,0.5\n2,0.50\n3,5e-1\n")) {
            assertTrue(refusal(constant, TableOptions.of("", "")).contains("nothing to learn"));
        }
    }

    @Test
    void aFirstRowThatCountsIsAHeaderOnlyWhereTheUserSaysSo() throws IOException {
        String text = "0,1,2\n0.5,1.5,1\n0.25,3,0\n1,2,0\n4,5,1\n";
        assertTrue(refusal(text, TableOptions.of("", "")).contains("--header yes or --header no"));
        assertEquals(4, read(text, header("yes")).size());
        assertEquals(5, read(text, header("no")).size());
        assertEquals(4, read("1,2\n3,4\n5,6\n7,8\n", "", "").size());
        assertThrows(UserError.class, () -> header("perhaps"));
    }

    @Test
    void decimalCommasAreReadWhereNoCellHasAPoint() throws IOException {
        Samples samples = read("0,5;1\n-1,25;0\n3;1\n", "", "classification");
        assertArrayEquals(new double[] {0.5, -1.25, 3}, samples.inputs().array());
        assertEquals(List.of("0", "1"), samples.classes());
        assertTrue(notices.contains("Numbers of data.csv are read with a decimal comma."), notices.toString());
        assertArrayEquals(
                new double[] {0.5, 1.5},
                read("x,y\n\"0,5\",1\n\"1,5\",2\n", "", "").inputs().array());
        assertTrue(refusal("0,5;1\n0.5;0\n", TableOptions.of("", ""))
                .contains("line 1, column 1 is \"0,5\", expected a finite number: other cells have a decimal point"));
    }

    @Test
    void delimitersInQuotesDoNotCount() throws IOException {
        Samples samples = read("\"Length, cm\";\"Width, cm\";y\n0.5;1.5;1\n2;3;0\n4;5;1\n", "", "classification");
        assertEquals(2, samples.inputs().columns());
        assertEquals(5, samples.inputs().get(2, 1));
        assertEquals(2, read("\"a; b\",\"c; d\"\n1,2\n3,4\n", "", "").size());
        assertTrue(refusal("a,y\n\"1\"x,2\n3,4\n", TableOptions.of("", ""))
                .contains("after line 1: a cell in double quotes"));
    }

    @Test
    void columnsOfOneNameAreRefusedUntilOneIsIgnored() throws IOException {
        String text = "y,a,y\n1,0.5,0\n2,1.5,1\n3,2.5,0\n";
        assertTrue(refusal(text, TableOptions.of("y", "")).contains("two columns named \"y\", 1 and 3"));
        Samples samples = read(text, ignoring("y", "1"));
        assertArrayEquals(new double[] {0.5, 1.5, 2.5}, samples.inputs().array());
        assertTrue(refusal(text, ignoring("3", "3", "1")).contains("--label 3 is a column that --ignore drops"));
        assertTrue(refusal(text, ignoring("", "b")).contains("--ignore b is no column"));
        assertTrue(refusal("1,2\n3,4\n", ignoring("", "1")).contains("no input column left"));
    }

    @Test
    void columnsThatNumberTheRowsGetAWarning() throws IOException {
        String remedy = "drop the column with --ignore 1";
        read(",x,y\n0,0.5,0\n1,0.25,0\n2,1.5,1\n3,3,1\n", "", "");
        assertTrue(notices.stream().anyMatch(notice -> notice.contains(remedy)), notices.toString());
        read("3,0.5,0\n1,0.25,0\n2,1.5,1\n4,3,1\n", "", "");
        assertTrue(notices.stream().anyMatch(notice -> notice.contains(remedy)), notices.toString());
        read(",x,y\n3,0.5,0\n7,0.25,0\n8,1.5,1\n", "", "");
        assertTrue(notices.stream().anyMatch(notice -> notice.contains(remedy)), notices.toString());
        read("k,x,y\n3,0.5,0\n7,0.25,0\n8,1.5,1\n", "", "");
        assertTrue(notices.stream().noneMatch(notice -> notice.contains("--ignore")), notices.toString());
    }

    @Test
    void commentsAreSkippedAndLinesOfTheFileAreCounted() throws IOException {
        String text = "# made by hand\n\na,y\n# more\n1,0\n\n2,x\n3,50%\n4,0\n";
        assertEquals(4, read(text, "", "classification").size());
        assertTrue(refusal("# note\n\na,y\n1,0\n\n# x\n50%,1\n", TableOptions.of("", ""))
                .contains("data.csv, line 7, column 1 (a) is \"50%\", expected a finite number: write a percentage"));
        assertTrue(
                refusal("a,y\n1,0\n\"1,234.5\",1\n", TableOptions.of("", ""))
                        .contains(
                                "line 3, column 1 (a) is \"1,234.5\", expected a finite number: write numbers without separators"));
    }

    /** A million digits, for which a regular expression with two ways to match each would take days. */
    @Test
    void longAndControlCharactersAreQuotedInPart() {
        for (String cell : List.of("1".repeat(1_000_000) + "x", "\u001b[31mred\u0007" + "a".repeat(1000))) {
            String message = refusal("a,y\n1,0\n" + cell + ",1\n", TableOptions.of("", ""));
            assertTrue(message.length() < 500 + folder.toString().length(), "length " + message.length());
            assertTrue(message.chars().noneMatch(Character::isISOControl), message);
        }
    }
}
