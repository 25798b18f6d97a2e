package fathom.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private record Line(String kind, int n, double seconds, String peer, double ratio) implements Row {

        static final List<Column> COLUMNS = List.of(
                Column.text("kind", "kind", 6),
                Column.count("n", "size", 5),
                Column.figure("seconds", "s", 8, 4, 2),
                Column.aside("per s", 6, 1),
                Column.text("peer", "peer", 5),
                Column.figure("ratio", "ratio", 6, 3, 2));

        @Override
        public List<Object> values() {
            return Results.values(List.of(kind, n, seconds, 1 / seconds), !peer.isEmpty(), peer, ratio);
        }

        @Override
        public List<String> groups() {
            return peer.isEmpty() ? List.of() : List.of(peer);
        }
    }

    private static final Line SLOWER = new Line("lower", 10, 0.25, "them", 0.5);
    private static final Line FASTER = new Line("upper", 20, 0.5, "them", 8);
    private static final Line ALONE = new Line("upper", 20, 0.5, "", 0);

    @Test
    void theTableAlignsItsColumnsAndEndsWithTheGeometricMean() {
        assertEquals("""
                kind     size         s   per s  peer    ratio
                lower      10      0.25     4.0  them     0.50
                upper      20      0.50     2.0  them     8.00
                upper      20      0.50     2.0
                geometric mean of the ratios, them: 2.000
                """, printed(Format.table));
    }

    @Test
    void csvHasEveryExportedColumnInEveryLine() {
        assertEquals("""
                kind,n,seconds,peer,ratio
                lower,10,0.2500,them,0.500
                upper,20,0.5000,them,8.000
                upper,20,0.5000,,
                """, printed(Format.csv));
    }

    @Test
    void jsonIsAListOfObjectsWithoutTheAbsentMembers() {
        assertEquals("""
                [
                  {"kind":"lower","n":10,"seconds":0.2500,"peer":"them","ratio":0.500}
                , {"kind":"upper","n":20,"seconds":0.5000,"peer":"them","ratio":8.000}
                , {"kind":"upper","n":20,"seconds":0.5000}
                ]
                """, printed(Format.json));
    }

    private static String printed(Format format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Results results = new Results(format, out, Line.COLUMNS);
            results.add(SLOWER);
            results.add(FASTER);
            results.add(ALONE);
            results.end();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
