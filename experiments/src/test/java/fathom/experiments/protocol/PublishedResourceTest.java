package fathom.experiments.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PublishedResourceTest {

    @Test
    void allOfFigureOneIsThere() {
        assertEquals(126, PublishedResource.of("bietti-fig1-kernels").rows().size());
        assertEquals(
                132,
                PublishedResource.of("bietti-fig1-random-features-as-published")
                        .rows()
                        .size());
        assertTrue(PublishedResource.of("bietti-table1").origin().contains("ICLR 2021"));
    }
}
