/** The page on which people ask, and their history. The conversation itself passes Faces by: it is fetched and streamed. */
package io.groundwork.chat.web;
