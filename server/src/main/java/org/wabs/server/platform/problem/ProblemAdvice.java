package org.wabs.server.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.wabs.server.platform.sql.StandstillCause;
import org.wabs.server.platform.sql.TransientFailure;
import tools.jackson.core.JacksonException;

/// The one place where exceptions become RFC 9457 answers.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(ProblemException exception, HttpServletRequest request) {
        var problem =
                ProblemDetails.of(exception.type(), exception.detail(), request.getRequestURI());
        exception.members().forEach(problem::setProperty);
        var answer = ResponseEntity.status(exception.type().status());
        if (exception.members().get("retryAfterSeconds") instanceof Number seconds) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return answer.body(problem);
    }

    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> notTaken(Exception exception, HttpServletRequest request) {
        log.warn(
                "Database took nothing path={} cause={}",
                request.getRequestURI(),
                TransientFailure.kind(exception));
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(
                        ProblemDetails.of(
                                ProblemType.DATABASE_UNAVAILABLE,
                                ProblemDetails.nothingChanged(exception),
                                request.getRequestURI()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> broken(Exception exception, HttpServletRequest request) {
        // a database that is read-only for the moment is no case of Spring's
        if (StandstillCause.of(exception).isPresent()) return notTaken(exception, request);
        log.error("Request failed path={}", request.getRequestURI(), exception);
        return ResponseEntity.status(500)
                .body(
                        ProblemDetails.of(
                                ProblemType.INTERNAL,
                                "The server's log says more; search it for the path and the time.",
                                request.getRequestURI()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(
            MethodArgumentTypeMismatchException exception, HttpServletRequest request) {
        return problem(
                new ProblemException(
                                ProblemType.INVALID_REQUEST, exception.getName() + " is not valid.")
                        .field(
                                exception.getName(),
                                "must be " + JsonProblems.expected(exception.getRequiredType())),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem =
                new ProblemException(ProblemType.INVALID_REQUEST, "Some fields are not valid.");
        for (var error : exception.getBindingResult().getAllErrors()) {
            var name = error instanceof FieldError field ? field.getField() : error.getObjectName();
            problem.field(name, words(error));
        }
        return answer(problem, headers, request);
    }

    private static String words(ObjectError error) {
        return error.contains(TypeMismatchException.class)
                ? "must be "
                        + JsonProblems.expected(
                                error.unwrap(TypeMismatchException.class).getRequiredType())
                : String.valueOf(error.getDefaultMessage());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem =
                new ProblemException(ProblemType.INVALID_REQUEST, "Some parameters are not valid.");
        exception
                .getParameterValidationResults()
                .forEach(result ->
                        result.getResolvableErrors()
                                .forEach(error ->
                                        problem.field(
                                                String.valueOf(
                                                        result.getMethodParameter()
                                                                .getParameterName()),
                                                String.valueOf(error.getDefaultMessage()))));
        return answer(problem, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(unreadable(exception), headers, request);
    }

    private static ProblemException unreadable(HttpMessageNotReadableException exception) {
        return exception.getCause() instanceof JacksonException json
                ? JsonProblems.of(json, "")
                : new ProblemException(
                        ProblemType.INVALID_REQUEST, "The body is missing or not valid JSON.");
    }

    /// Spring's own refusals (unknown path, wrong method, …) in our words.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var type =
                switch (status.value()) {
                    case 404 -> ProblemType.NOT_FOUND;
                    case 405 -> ProblemType.METHOD_NOT_ALLOWED;
                    case 406 -> ProblemType.NOT_ACCEPTABLE;
                    case 413 -> ProblemType.TOO_LARGE;
                    case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
                    default ->
                            status.is5xxServerError()
                                    ? ProblemType.INTERNAL
                                    : ProblemType.INVALID_REQUEST;
                };
        return answer(refused(exception, body, type), headers, request);
    }

    private static ProblemException refused(
            Exception exception, @Nullable Object body, ProblemType type) {
        if (exception instanceof MissingServletRequestParameterException missing)
            return new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "The parameter " + missing.getParameterName() + " is missing.")
                    .field(missing.getParameterName(), "must be given");
        if (exception instanceof HttpMediaTypeNotSupportedException medium)
            return new ProblemException(
                    type,
                    "The body cannot be %s: send the header Content-Type: %s."
                            .formatted(
                                    medium.getContentType() == null
                                            ? "without a Content-Type"
                                            : medium.getContentType(),
                                    medium.getSupportedMediaTypes().stream()
                                                    .anyMatch(
                                                            MediaType.MULTIPART_FORM_DATA::includes)
                                            ? "multipart/form-data"
                                            : "application/json"));
        return new ProblemException(
                type,
                body instanceof ProblemDetail given && given.getDetail() != null
                        ? given.getDetail()
                        : type.title());
    }

    private ResponseEntity<Object> answer(
            ProblemException exception, HttpHeaders headers, WebRequest request) {
        var path = ((ServletWebRequest) request).getRequest().getRequestURI();
        var problem = ProblemDetails.of(exception.type(), exception.detail(), path);
        exception.members().forEach(problem::setProperty);
        return ResponseEntity.status(exception.type().status()).headers(headers).body(problem);
    }
}
