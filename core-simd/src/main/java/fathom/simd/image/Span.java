package fathom.simd.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a result that read the same taps, with where each begins to read and where it is written: the pixels of these columns in
 * any row of a few images are rows of a product with the same filters.
 *
 * @param tap the first
 * @param taps how many
 * @param width number of columns
 * @param sources where each pixel begins to read in the first row of the source, images and then columns in ascending order
 * @param targets where each is in the first row of the result
 */
record Span(int tap, int taps, int width, int[] sources, int[] targets) {

    /**
     * The spans of a result.
     *
     * @param sourceStride distance between two images of the source
     * @param targetStride distance between two of the result
     * @param images how many there may be
     */
    static List<Span> of(Axis columns, int channels, int filters, int sourceStride, int targetStride, int images) {
        List<Span> spans = new ArrayList<>();
        boolean[] done = new boolean[columns.length()];
        for (int first = 0; first < columns.length(); first++) {
            if (done[first]) {
                continue;
            }
            List<Integer> alike = new ArrayList<>();
            for (int j = first; j < columns.length(); j++) {
                if (columns.alike(first, j)) {
                    alike.add(j);
                    done[j] = true;
                }
            }
            int width = alike.size();
            int[] sources = new int[images * width];
            int[] targets = new int[images * width];
            for (int n = 0; n < images; n++) {
                for (int j = 0; j < width; j++) {
                    int column = alike.get(j);
                    sources[n * width + j] = n * sourceStride + columns.source()[column] * channels;
                    targets[n * width + j] = n * targetStride + column * filters;
                }
            }
            spans.add(new Span(columns.tap()[first], columns.count()[first], width, sources, targets));
        }
        return spans;
    }
}
