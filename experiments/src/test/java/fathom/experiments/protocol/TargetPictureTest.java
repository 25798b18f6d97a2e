package fathom.experiments.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.Task;
import org.junit.jupiter.api.Test;

/** Every named target can be drawn. */
class TargetPictureTest {

    @Test
    void everyNamedTaskHasItsPicture() {
        for (String name : Task.names().keySet()) {
            String svg = TargetPicture.of("target", Task.named(name)).svg();
            assertTrue(svg.contains("</svg>") && svg.length() > 2000, name);
            assertEquals(!name.startsWith("hierarchy"), svg.contains("noise stability"), name);
        }
    }
}
