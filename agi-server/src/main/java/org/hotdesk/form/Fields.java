package org.hotdesk.form;

import java.util.Optional;
import java.util.function.Function;

/**
 * What somebody wants to have changed, by field: what is not given stays as it is. What is wrong is either thrown or noted;
 * if noted, it counts as not given.
 */
public interface Fields {
    /** Whether there is something in the field. */
    boolean isFilled(String field);

    /** A field that is never empty. */
    <T> T text(String field, T current, Function<String, Optional<T>> parser, String range);

    /** A field that may be emptied. */
    <T> Optional<T> optional(String field, Optional<T> current, Function<String, Optional<T>> parser, String range);

    /** A number from 0 to the most. */
    int number(String field, int current, int most);

    boolean flag(String field, boolean current);

    /** Fields that are right one by one and wrong together. */
    void problem(String field, String message);
}
