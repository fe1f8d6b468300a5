package org.hotdesk.config;

import java.util.List;
import java.util.function.Function;

/** What reading the configuration came to: all of it, or everything that is wrong with it. */
public sealed interface ConfigReading {
    /** Calls the function for the case at hand. */
    <R> R fold(Function<Accepted, R> accepted, Function<Refused, R> refused);

    /**
     * Everything is right.
     *
     * @param effective every key in the order of the reference
     */
    record Accepted(HotdeskConfig config, List<EffectiveSetting> effective) implements ConfigReading {
        public Accepted {
            effective = List.copyOf(effective);
        }

        @Override
        public <R> R fold(Function<Accepted, R> accepted, Function<Refused, R> refused) {
            return accepted.apply(this);
        }
    }

    /** Something is wrong, so nothing may start. */
    record Refused(List<ConfigProblem> problems) implements ConfigReading {
        public Refused {
            problems = List.copyOf(problems);
        }

        @Override
        public <R> R fold(Function<Accepted, R> accepted, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
