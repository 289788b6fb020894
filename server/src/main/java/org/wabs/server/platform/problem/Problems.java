package org.wabs.server.platform.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What one operation of the API can answer beyond what any of them can: told in the API's
/// description. Left out here, since they follow from the operation itself: a request that is not
/// valid, an id that is unknown, signing in, roles, too many requests, and what every server can
/// meet.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Problems {
    ProblemType[] value();
}
