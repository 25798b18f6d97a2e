package fathom.runs.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class EscapeTest {

    private static final String HOSTILE =
            "]]> </metadata></svg><script>alert('\"1\"')</script> & \\ \" \u0000\u001b \ud800 é 漢 \ud83d\ude00";

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertEquals("&lt;a b=&quot;&#39;&quot;&gt; &amp; \ufffd\ufffd", Escape.text("<a b=\"'\"> & \u0000\ufffe"));
        assertEquals("\ufffdx😀", Escape.text("\ud800x\ud83d\ude00"));
    }

    @Test
    void everyTextOfAFigureIsShownAsItStands() throws Exception {
        Panel panel =
                Panel.of(HOSTILE, HOSTILE, HOSTILE).columns(List.of(HOSTILE)).bars(HOSTILE, new double[] {1});
        Panel cells = Panel.of(HOSTILE, "x", "y")
                .cells(List.of(HOSTILE), List.of(HOSTILE), new double[][] {{1}}, HeatMap.Scale.SEQUENTIAL, HOSTILE);
        Panel forest =
                Panel.forest(HOSTILE, HOSTILE).effect(HOSTILE, HOSTILE, 1, 0, 2).upright(HOSTILE + 1, 0);
        Figure figure = Figure.of("f", HOSTILE, panel, cells, forest).titled(HOSTILE);
        assertFalse(figure.svg().contains("<script>"));
        Document document = GalleryTest.parse(figure.svg());
        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertEquals(3, document.getElementsByTagName("metadata").getLength());
        assertFalse(figure.parts().frame().contains("<script>"));
        figure.parts().panels().forEach(svg -> assertFalse(svg.contains("<script>")));
    }
}
