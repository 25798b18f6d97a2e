package fathom.simd.product;

/** What one thread lays out anew for each group of rows of W; it grows to what the thread's largest product needed and stays. */
final class PanelScratch {

    private float[] across = {};
    private float[] columns = {};
    private float[] edge = {};

    /** Room for a group of W laid across. */
    float[] across(int length) {
        across = PanelProduct.grown(across, length);
        return across;
    }

    /** Room for the columns of A that belong to a group. */
    float[] columns(int length) {
        columns = PanelProduct.grown(columns, length);
        return columns;
    }

    /** Room for the tiles down the edge of the result. */
    float[] edge(int length) {
        edge = PanelProduct.grown(edge, length);
        return edge;
    }
}
