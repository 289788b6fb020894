package org.wabs.server.apidocs;

import io.swagger.v3.core.jackson.ModelResolver;
import java.nio.file.Path;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the generator to the server that tests share; the product does not know it. To that one
/// alone: the generator keeps its converters in static fields, where those of several servers mix.
@ConditionalOnBooleanProperty("springdoc.api-docs.enabled")
@Configuration(proxyBeanMethods = false)
class ApiDescriptionConfiguration {
    @Bean
    SourceJavadoc sourceJavadoc() {
        return new SourceJavadoc(Path.of("src/main/java"));
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        ModelResolver.enumsAsRef = true;
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames());
    }

    @Bean
    ApiSchemas apiSchemas(SourceJavadoc javadoc) {
        return new ApiSchemas(javadoc);
    }

    @Bean
    ApiOperations apiOperations() {
        return new ApiOperations();
    }

    @Bean
    ApiDescription apiDescription(ApiSchemas schemas) {
        return new ApiDescription(schemas);
    }
}
