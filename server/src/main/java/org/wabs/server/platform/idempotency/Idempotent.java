package org.wabs.server.platform.idempotency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// This handler creates or sends, and heeds the header `Idempotency-Key`: the same request sent
/// again within two days takes effect once and gets the first answer.
///
/// After a crash between effect and answer the handler runs a second time with the same ids from
/// [NewId], so it must be written to make the same rows again harmlessly: `ON CONFLICT DO NOTHING`
/// on the primary key, and nothing else done when the row was there.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
