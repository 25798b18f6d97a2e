package fathom.runs.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Every kind of figure as a file of its own: well formed, with plain attributes, the same bytes everywhere. */
class GalleryTest {

    @Test
    void isWellFormedWithIdsThatOccurOnce() throws Exception {
        Set<String> ids = new HashSet<>();
        for (Figure figure : Gallery.all()) {
            Document document = parse(figure.svg());
            NodeList all = document.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                String id = ((Element) all.item(i)).getAttribute("id");
                assertTrue(id.isEmpty() || ids.add(id), id);
            }
        }
    }

    @Test
    void hasPlainPresentationAttributesOnEverythingDrawn() throws Exception {
        for (Figure figure : Gallery.all()) {
            String svg = figure.svg();
            assertFalse(svg.contains("var("), figure.name());
            assertFalse(svg.contains("style="), figure.name());
            Document document = parse(svg);
            for (String name : List.of("line", "text", "rect", "circle", "path")) {
                NodeList drawn = document.getElementsByTagName(name);
                for (int i = 0; i < drawn.getLength(); i++) {
                    Element element = (Element) drawn.item(i);
                    assertTrue(
                            element.hasAttribute("fill") || element.hasAttribute("stroke"), figure.name() + " " + name);
                }
            }
        }
    }

    @Test
    void hasTheSameBytesInEveryLocale() {
        List<String> before = Gallery.all().stream().map(Figure::svg).toList();
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(before, Gallery.all().stream().map(Figure::svg).toList());
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void drawsNoNumberThatIsNone() {
        for (Figure figure : Gallery.all()) {
            assertFalse(figure.svg().contains("NaN") || figure.svg().contains("Infinity"), figure.name());
        }
    }

    @Test
    void comesInPiecesThatMakeTheWhole() {
        for (Figure figure : Gallery.all()) {
            FigureParts parts = figure.parts();
            String whole = figure.svg();
            String frame = parts.frame();
            for (int i = 0; i < parts.panels().size(); i++) {
                String panel = parts.panels().get(i);
                String inner = panel.substring(panel.indexOf(">\n") + 2, panel.lastIndexOf("</svg>"));
                int end = frame.indexOf("</g>\n", frame.indexOf("<g data-panel=\"" + i + "\""));
                frame = frame.substring(0, end) + inner + frame.substring(end);
            }
            assertEquals(whole, frame);
        }
    }

    static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
