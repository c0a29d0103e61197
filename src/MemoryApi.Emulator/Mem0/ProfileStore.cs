using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>Profiles of users, the jobs that make them, and their settings.</summary>
internal sealed class ProfileStore(Mem0Store memories, EmulatorOptions options)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ProfileJob> _jobsByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, ProfileJob> _jobs = [];
    private readonly Dictionary<string, UserProfile> _profiles = new(StringComparer.Ordinal);
    private ProfileSettings _settings = new(true, null, null);

    public ProfileSettings Settings
    {
        get
        {
            lock (_gate)
            {
                return _settings;
            }
        }

        set
        {
            lock (_gate)
            {
                _settings = value;
            }
        }
    }

    /// <summary>Starts a job. A repeated key returns the job that it started, even if the rest of the request differs.</summary>
    public (ProfileJob Job, bool Replayed) Start(string key, string operation, IReadOnlyList<string> userIds)
    {
        lock (_gate)
        {
            if (_jobsByKey.TryGetValue(key, out var earlier))
            {
                return (earlier, true);
            }

            var job = new ProfileJob
            {
                Id = Guid.NewGuid(),
                Operation = operation,
                UserIds = userIds,
                DueAt = memories.Now + options.EventDelay,
            };
            _jobsByKey.Add(key, job);
            _jobs.Add(job.Id, job);
            return (job, false);
        }
    }

    public ProfileJob? FindJob(Guid id)
    {
        lock (_gate)
        {
            CompleteDueJobs();
            return _jobs.GetValueOrDefault(id);
        }
    }

    public (string Status, UserProfile? Profile) Find(string userId)
    {
        lock (_gate)
        {
            CompleteDueJobs();
            if (!_settings.Enabled)
            {
                return ("not_enabled", null);
            }

            if (_profiles.TryGetValue(userId, out var profile))
            {
                return ("succeeded", profile);
            }

            return (Texts(userId).Count == 0 ? "insufficient_data" : "pending", null);
        }
    }

    public void CompleteAll()
    {
        lock (_gate)
        {
            foreach (var job in _jobs.Values)
            {
                job.DueAt = DateTimeOffset.MinValue;
            }
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _jobsByKey.Clear();
            _jobs.Clear();
            _profiles.Clear();
            _settings = new ProfileSettings(true, null, null);
        }
    }

    private void CompleteDueJobs()
    {
        var now = memories.Now;
        foreach (var job in _jobs.Values.Where(job => !job.IsDone && job.DueAt <= now))
        {
            job.IsDone = true;
            foreach (var userId in job.UserIds)
            {
                var texts = Texts(userId);
                if (texts.Count == 0)
                {
                    job.Skipped++;
                    continue;
                }

                var content = _settings.Schema is { } schema
                    ? SchemaFiller.Fill(schema, texts)
                    : new JsonObject { ["memories"] = texts.ToJsonArray() };
                var count = _profiles.GetValueOrDefault(userId)?.GenerationCount ?? 0;
                _profiles[userId] = new UserProfile(content, now, count + 1);
                job.Succeeded++;
            }
        }
    }

    private List<string> Texts(string userId) =>
        memories.List(new MemoryQuery { Filter = new BelongsTo(EntityKind.User, [userId]) }, 0, 100).Items.Select(memory => memory.Text).ToList();
}
