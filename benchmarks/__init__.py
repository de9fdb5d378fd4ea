"""Quality and speed, measured beside peers. Shares no decoding code with the product."""
