/// Files of messages: uploaded by users, or sent by customers and fetched from Meta at once, since
/// Meta forgets them.
///
/// Owns `media`, `media_piece` and `media_upload`. Offers [MetaMedia] (Meta's id of a file),
/// [HeaderExamples] (files as examples of template headers), [InboundMedia] (what customers sent),
/// [Uploads] (files that nobody needs any more go) and the view `media_of_message`. The bytes lie
/// in the database, so that every node has them (ADR 0008).
@NullMarked
package org.wabs.server.media;

import org.jspecify.annotations.NullMarked;
