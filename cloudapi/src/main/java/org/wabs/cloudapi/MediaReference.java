package org.wabs.cloudapi;

/// A medium at Meta (by its upload id) or on the web.
public sealed interface MediaReference {
    /// Lives 30 days and belongs to the phone number that uploaded it.
    record ById(String id) implements MediaReference {
        public ById {
            Ids.token("media id", id, 256);
        }
    }

    /// Fetched by Meta: public https.
    record ByLink(String url) implements MediaReference {
        public ByLink {
            Ids.token("media link", url, 2048);
            if (!url.startsWith("https://") && !url.startsWith("http://")) {
                throw new IllegalArgumentException("media link: starts with https://");
            }
        }
    }
}
