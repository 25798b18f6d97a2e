package fathom.experiments.normalisedrelu;

import module fathom.experiments;
import module java.base;

/** The examples of one problem. */
record Split(Examples training, Examples validation, Examples test) {

    /** Images that are left to train on where a published set is small. */
    private static final int LEAST = 100;

    /**
     * The examples, each of length sqrt(d), after their channels were standardised if the problem says so.
     *
     * @param folder of published data sets, which a mixture does not need
     * @throws IOException if a file is missing or is not what its name says
     */
    static Split of(Problem problem, String folder) throws IOException {
        RandomStream random = RandomStream.of(problem.seed(), "normalised-relu data");
        Split split = problem.published() ? read(problem, folder, random) : drawn(problem, random);
        if (problem.centred()) {
            ChannelScaling.standardise(
                    problem.shape().channels(),
                    split.training.inputs(),
                    split.validation.inputs(),
                    split.test.inputs());
        }
        return new Split(split.training.scaled(), split.validation.scaled(), split.test.scaled());
    }

    private static Split drawn(Problem problem, RandomStream random) {
        RandomStream middles = random.child("middles");
        Mixture mixture = problem.mixture();
        return new Split(
                mixture.sample(problem.training(), middles, random.child("training")),
                mixture.sample(problem.validation(), middles, random.child("validation")),
                mixture.sample(problem.test(), middles, random.child("test")));
    }

    /** Training and validation images in an order drawn from the seed; the first test images, the same for every seed. */
    private static Split read(Problem problem, String folder, RandomStream random) throws IOException {
        ImageFolder sets = new ImageFolder(Path.of(folder));
        Images images = sets.read(problem.data(), ImageFolder.Part.TRAINING);
        int[] order = random.child("images").permutation(images.size());
        int training = Math.min(problem.training(), images.size() - problem.validation());
        if (training < LEAST) {
            throw new IOException("the data set " + problem.data() + " holds " + images.size()
                    + " training images, too few for validation=" + problem.validation());
        }
        Images tests = sets.read(problem.data(), ImageFolder.Part.TEST);
        int[] first = new int[Math.min(problem.test(), tests.size())];
        Arrays.setAll(first, i -> i);
        return new Split(
                examples(images, Arrays.copyOf(order, training), problem.shape()),
                examples(images, Arrays.copyOfRange(order, training, training + problem.validation()), problem.shape()),
                examples(tests, first, problem.shape()));
    }

    /** Some images, all channels of a pixel together. */
    private static Examples examples(Images images, int[] rows, Shape shape) throws IOException {
        if (images.channels() != shape.channels()
                || images.height() != shape.height()
                || images.width() != shape.width()) {
            throw new IOException("the images are " + images.channels() + " x " + images.height() + " x "
                    + images.width() + ", expected " + shape);
        }
        return new Examples(images.channelsLast(rows), Classification.targets(images.labels(rows), Problem.CLASSES));
    }
}
