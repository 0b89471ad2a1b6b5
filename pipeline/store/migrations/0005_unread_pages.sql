-- A damaged page no longer rejects its document: the document says how many of its pages are missing.

ALTER TABLE documents ADD COLUMN n_unread_pages INTEGER DEFAULT 0;
COMMENT ON COLUMN documents.n_unread_pages IS 'Pages that are damaged and could not be read: what they say is missing from every figure. 0 for most documents.';
