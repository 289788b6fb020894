package org.wabs.server.identity;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What people give to become a user or to come in, the same in every request that asks for it.
final class Given {
    private Given() {}

    /// The secret of a one-time link, behind its `#`.
    @NotBlank(message = "must not be empty")
    @Size(max = 200, message = "at most 200 characters")
    @Constraint(validatedBy = {})
    @Target({ElementType.FIELD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @interface LinkToken {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /// A password that somebody chooses.
    @NotBlank(message = "must not be empty")
    @Size(min = Passwords.SHORTEST, max = Passwords.LONGEST, message = "10 to 1000 characters")
    @Constraint(validatedBy = {})
    @Target({ElementType.FIELD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @interface ChosenPassword {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }
}
