package org.wabs.server.inbox;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.cloudapi.webhook.UserPreference;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.Contacts;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.message.InboundMessages;
import org.wabs.server.platform.event.EventBus;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {
    @Bean
    InboundIntake inboundIntake(
            Contacts contacts, InboundMessages messages, Consents consents, EventBus bus) {
        var intake = new InboundIntake(contacts, messages, consents, StopWords.load());
        bus.on(InboundMessage.class, intake::take);
        return intake;
    }

    @Bean
    PreferenceIntake preferenceIntake(
            Contacts contacts, Consents consents, Clock clock, EventBus bus) {
        var intake = new PreferenceIntake(contacts, consents, clock);
        bus.on(UserPreference.class, intake::take);
        return intake;
    }

    /// After the intake: a STOP of the same batch is in the ledger before a START is asked of it.
    @Bean
    OwnWordsIntake ownWordsIntake(
            InboundIntake after,
            Contacts contacts,
            Consents consents,
            OrganizationSettings settings,
            EventBus bus) {
        var intake =
                new OwnWordsIntake(
                        contacts, consents, settings, WholeMessages.load("start-words.txt"));
        bus.on(InboundMessage.class, intake::take);
        return intake;
    }

    @Bean
    OrganizationSettings.Keys consentSettings() {
        return new OrganizationSettings.Keys(
                ConsentSettings.STOP_WORDS, ConsentSettings.START_WORDS);
    }
}
