package fathom.cluster.spark;

import fathom.cluster.Luggage;
import fathom.cluster.Parcel;
import fathom.cluster.Shipment;
import fathom.runs.Bytes;
import fathom.runs.ExecutorProvider;
import fathom.runs.TrialTask;
import fathom.runs.UserError;
import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.Function2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.BoxedUnit;

/**
 * Runs trials on an Apache Spark cluster, one trial a Spark task. Results are handed on as they arrive, so that a kill of this process
 * loses at most the trials in flight, as on one machine; Spark repeats what a lost machine did not finish.
 *
 * <p>What travels is the task alone: texts, numbers and the trial. Any Spark setting may be given as a system property
 * ({@code -Dspark.executor.memory=8g}). Unless {@code spark.jars} or {@code spark.executor.extraClassPath} says otherwise, the jars of
 * this program travel too.
 */
public final class SparkExecutor implements ExecutorProvider.Connection {

    /** Share of an executor's heap that trials may count on; Spark keeps the rest for itself. */
    private static final double SHARE = 0.6;

    private final JavaSparkContext spark;

    private SparkExecutor(JavaSparkContext spark) {
        this.spark = spark;
    }

    /**
     * Connects to a master.
     *
     * @param master Spark's address of it, such as {@code spark://host:7077} or {@code local-cluster[2,1,900]}
     */
    public static SparkExecutor connect(String master) {
        Standalone.reach(master);
        SparkConf configuration = new SparkConf()
                .setMaster(master)
                .setAppName("fathom")
                .setIfMissing("spark.ui.enabled", "false")
                // A trial that threw is an answer, not a Spark failure; what fails in Spark itself is a lost machine.
                .setIfMissing("spark.task.maxFailures", "8")
                // Without the vector module the same bits come many times slower.
                .setIfMissing(
                        "spark.executor.extraJavaOptions",
                        "--add-modules=jdk.incubator.vector --sun-misc-unsafe-memory-access=allow"
                                + " --enable-native-access=ALL-UNNAMED");
        if (!configuration.contains("spark.jars") && !configuration.contains("spark.executor.extraClassPath")) {
            List<String> jars = Luggage.jars().stream().map(Path::toString).toList();
            if (master.startsWith("local")) {
                // On this very machine they need not travel.
                configuration.set("spark.executor.extraClassPath", String.join(File.pathSeparator, jars));
            } else {
                configuration.setJars(jars.toArray(String[]::new));
            }
        }
        try {
            SparkExecutor executor = new SparkExecutor(new JavaSparkContext(configuration));
            executor.checkWorkers(master);
            return executor;
        } catch (RuntimeException e) {
            throw e instanceof UserError
                    ? e
                    : new UserError("no Spark cluster answers at " + master + ": " + e.getMessage(), e);
        }
    }

    /** Refuses, within half a minute, a standalone master without workers, and workers with another Java. */
    private void checkWorkers(String master) {
        try {
            if (master.startsWith("spark://")) {
                Standalone.awaitExecutor(spark, master);
            }
            String here = Runtime.version().feature() + "";
            for (String there : spark.parallelize(List.of(1, 2, 3, 4), 4)
                    .map(number -> System.getProperty("java.specification.version"))
                    .collect()) {
                if (!there.equals(here)) {
                    throw new UserError("the workers of " + master + " run Java " + there + " and this program Java "
                            + here + ": start them with JAVA_HOME of the same Java");
                }
            }
        } catch (RuntimeException e) {
            spark.close();
            throw e;
        }
    }

    /** The executors' cores as far as they have reported, at least 1. */
    @Override
    public int jobs() {
        return Math.max(1, spark.defaultParallelism());
    }

    /** Refuses trials that cannot travel, and trials larger than an executor's share. */
    @Override
    public void check(List<? extends TrialTask<?, ?>> tasks) {
        Shipment.check(tasks);
        long memory = spark.getConf().getSizeAsBytes("spark.executor.memory", "1g");
        long cores = spark.getConf().getInt("spark.executor.cores", 1);
        long budget = (long) (SHARE * memory / cores);
        for (TrialTask<?, ?> task : tasks) {
            if (task.bytes() > budget) {
                throw new UserError("the trial " + task.label() + " needs about " + Bytes.words(task.bytes())
                        + " but a trial on this cluster may use " + Bytes.words(budget)
                        + " of memory; make it smaller or give a larger spark.executor.memory");
            }
        }
    }

    @Override
    public void execute(List<? extends TrialTask<?, ?>> tasks, Listener listener) throws InterruptedException {
        check(tasks);
        Luggage.ownClasses(tasks).ifPresent(jar -> spark.addJar(jar.toString()));
        Shipment shipment = new Shipment(tasks, listener);
        List<Parcel> parcels = shipment.parcels();
        map(Parcel::open, parcels, (index, reply) -> shipment.take(reply));
    }

    @Override
    public <T extends Serializable> ExecutorProvider.Shared<T> share(T value) {
        @SuppressWarnings("unchecked") // the class of a value of type T
        ClassTag<T> type = ClassTag.apply((Class<T>) value.getClass());
        return new OnEveryMachine<>(spark.sc().broadcast(value, type));
    }

    private record OnEveryMachine<T extends Serializable>(Broadcast<T> broadcast)
            implements ExecutorProvider.Shared<T> {
        @Override
        public T value() {
            return broadcast.value();
        }
    }

    /** One partition an input, so that Spark hands each result on as soon as it is there. */
    @Override
    public <I extends Serializable, O extends Serializable> void map(
            ExecutorProvider.Work<I, O> work, List<I> inputs, BiConsumer<Integer, O> results)
            throws InterruptedException {
        String group = "fathom-" + UUID.randomUUID();
        spark.setJobGroup(group, "trials", true);
        try {
            RDD<I> sent = spark.parallelize(inputs, inputs.size()).rdd();
            Function2<TaskContext, Iterator<I>, O> each =
                    (Function2<TaskContext, Iterator<I>, O> & Serializable) (task, one) -> applied(work, one.next());
            Function2<Object, O, BoxedUnit> taken = (index, result) -> {
                results.accept((Integer) index, result);
                return BoxedUnit.UNIT;
            };
            List<Object> partitions =
                    new ArrayList<>(IntStream.range(0, inputs.size()).boxed().toList());
            spark.sc()
                    .runJob(
                            sent,
                            each,
                            CollectionConverters.asScala(partitions).toSeq(),
                            taken,
                            ClassTag.apply(Object.class));
        } catch (Exception e) {
            spark.cancelJobGroup(group);
            if (e instanceof InterruptedException || e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("stopped while work ran on the cluster");
            }
            if (e instanceof SparkException) {
                throw new UserError(
                        "the Spark cluster gave up: " + e.getMessage() + "; the same command goes on from what is kept",
                        e);
            }
            throw e;
        } finally {
            spark.clearJobGroup();
        }
    }

    private static <I, O> O applied(ExecutorProvider.Work<I, O> work, I input) {
        try {
            return work.apply(input);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        spark.close();
    }
}
