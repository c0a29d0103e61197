// The content of a message is a text or an object. Stock NSwag gives it the type Content and writes no such type; what is measured sends texts.
global using Content = string;
