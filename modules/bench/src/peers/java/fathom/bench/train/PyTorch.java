package fathom.bench.train;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import fathom.bench.peer.Contender;

/** PyTorch's training step, called through DJL. Compiled by the Maven profile {@code peers} alone. */
public final class PyTorch implements TrainPeer {

    @Override
    public String label() {
        return "pytorch";
    }

    @Override
    public String kernels() {
        return "PyTorch " + Engine.getInstance().getVersion();
    }

    @Override
    public Contender contender(TrainShape shape, int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Engine.getInstance();
        Model model = Model.newInstance(shape.network());
        model.setBlock(network(shape));
        DefaultTrainingConfig settings = new DefaultTrainingConfig(
                        shape.convolutional() ? Loss.softmaxCrossEntropyLoss() : Loss.sigmoidBinaryCrossEntropyLoss())
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(1e-6f))
                        .build())
                .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
        Trainer trainer = model.newTrainer(settings);
        Shape inputSizes = shape.convolutional()
                ? new Shape(shape.batch(), TrainShape.COLOURS, shape.side(), shape.side())
                : new Shape(shape.batch(), shape.inputs());
        trainer.initialize(inputSizes);
        NDManager manager = trainer.getManager();
        NDArray x = manager.randomNormal(inputSizes);
        NDArray y = shape.convolutional()
                ? manager.randomUniform(0, TrainShape.CLASSES, new Shape(shape.batch())).floor()
                : manager.randomUniform(0, 1, new Shape(shape.batch(), 1)).round();
        return () -> {
            try (NDManager scope = manager.newSubManager();
                    GradientCollector collector = trainer.newGradientCollector()) {
                NDList inputs = new NDList(x);
                inputs.attach(scope);
                NDList outputs = trainer.forward(inputs, new NDList(y));
                NDArray loss = trainer.getLoss().evaluate(new NDList(y), outputs);
                collector.backward(loss);
                outputs.close();
                loss.close();
                x.attach(manager);
            }
            trainer.step();
        };
    }

    private static SequentialBlock network(TrainShape shape) {
        SequentialBlock network = new SequentialBlock();
        if (shape.convolutional()) {
            return convolutional(shape, network);
        }
        for (int layer = 0; layer < shape.depth(); layer++) {
            network.add(Linear.builder().setUnits(shape.width()).build());
            network.add(Activation.reluBlock());
        }
        return network.add(Linear.builder().setUnits(1).build());
    }

    private static SequentialBlock convolutional(TrainShape shape, SequentialBlock network) {
        int margin = TrainShape.WINDOW / 2;
        for (int layer = 0; layer < shape.depth(); layer++) {
            network.add(Conv2d.builder()
                    .setKernelShape(new Shape(TrainShape.WINDOW, TrainShape.WINDOW))
                    .optPadding(new Shape(margin, margin))
                    .setFilters(shape.width())
                    .build());
            network.add(Activation.reluBlock());
            if (layer < TrainShape.POOLED) {
                network.add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
            }
        }
        network.add(Blocks.batchFlattenBlock());
        return network.add(Linear.builder().setUnits(TrainShape.CLASSES).build());
    }
}
