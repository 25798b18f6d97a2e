package fathom.experiments.protocol;

import fathom.runs.verdict.PublishedNumbers;

/** Published numbers in this module's resources. */
public final class PublishedResource {

    private PublishedResource() {}

    /** {@code /published/<name>.csv} */
    public static PublishedNumbers of(String name) {
        return PublishedNumbers.read(PublishedResource.class.getResourceAsStream("/published/" + name + ".csv"));
    }
}
