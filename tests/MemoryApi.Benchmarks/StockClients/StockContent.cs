// The content of a message is a text or an object. Stock NSwag gives it the type Content, but doesn't generate that type. The benchmarks only send texts.
global using Content = string;
