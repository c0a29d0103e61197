open MemoryApi.Mem0

let remember (mem0: Mem0Client) =
    task {
        let! added = mem0.Memories.AddAsync("I love ristretto.", EntityScope.User "fsharp")
        let! _ = mem0.Events.WaitAsync added
        let! found = mem0.Memories.SearchAsync("ristretto", EntityScope.User "fsharp")
        printfn "%s" found.Results[0].Text
    }

[<EntryPoint>]
let main _ =
    use mem0 = Mem0Client.FromEnvironment()
    (remember mem0).GetAwaiter().GetResult()
    0
