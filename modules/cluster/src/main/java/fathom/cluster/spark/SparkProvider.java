package fathom.cluster.spark;

import fathom.runs.ExecutorProvider;

/** Finds Spark clusters by their master's address. */
public final class SparkProvider implements ExecutorProvider {

    /** For the service loader. */
    public SparkProvider() {}

    @Override
    public String addresses() {
        return "spark://host:port";
    }

    @Override
    public boolean answersTo(String address) {
        return address.startsWith("spark://")
                || address.startsWith("local-cluster[")
                || address.equals("yarn")
                || address.startsWith("k8s://");
    }

    @Override
    public Connection connect(String address) {
        return SparkExecutor.connect(address);
    }
}
