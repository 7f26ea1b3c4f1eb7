/** Uploads, bulk uploads and the progress of ingestions on the wire. */
package io.groundwork.ingest.rest;
