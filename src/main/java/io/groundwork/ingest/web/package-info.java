/** The page that shows how far an ingestion is. */
package io.groundwork.ingest.web;
