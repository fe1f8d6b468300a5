package org.hotdesk.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which Debian suite's Asterisk the {@link Lab} of a test class runs, where it is not the newest; phones stay the same. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LabSuite {

    /** The suite. */
    Suite value();
}
