package fathom.nn;

import java.util.ArrayList;
import java.util.List;

/** The watchers of one training, and what they have decided. */
final class Watch {

    private record Post(long every, Watcher watcher) {}

    private final List<Post> posts = new ArrayList<>();
    private Outcome outcome;

    void add(long every, Watcher watcher) {
        if (every < 1) {
            throw new IllegalArgumentException("a watcher looks every 1 or more steps, not every " + every);
        }
        posts.add(new Post(every, watcher));
    }

    /** Whether somebody looks after step {@code step}. */
    boolean due(long step) {
        for (int i = 0; i < posts.size(); i++) {
            if (step % posts.get(i).every == 0) {
                return true;
            }
        }
        return false;
    }

    /** Lets all look whose turn it is; whether one of them ended the training. The first one's reason counts. */
    boolean ends(Watcher.Moment moment) {
        for (Post post : posts) {
            if (moment.step() % post.every == 0) {
                Watcher.Verdict verdict = post.watcher.look(moment);
                if (outcome == null && verdict != Watcher.Verdict.GO_ON) {
                    outcome = verdict == Watcher.Verdict.STOP ? Outcome.STOPPED : Outcome.INCOMPLETE;
                }
            }
        }
        return outcome != null;
    }

    /** Why the training was ended; null if it was not. */
    Outcome outcome() {
        return outcome;
    }

    /** After how many steps each looks. */
    List<Long> intervals() {
        return posts.stream().map(Post::every).toList();
    }

    /** What the watchers remember; not copies. */
    List<double[]> memories() {
        return posts.stream().map(post -> post.watcher.memory()).toList();
    }
}
